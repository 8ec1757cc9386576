import { CopyButton } from './copy-button';

type Props = {
  /** What the lines are, such as "JavaScript"; read before them. */
  title: string;
  code: string;
};

/** Shows lines to copy into a program. They wrap, so that nobody has to scroll sideways. */
export function CodeSample({ title, code }: Props) {
  return (
    <figure className="code-sample">
      <figcaption>{title}</figcaption>
      <pre>
        <code>{code}</code>
      </pre>
      <CopyButton
        text={code}
        label={
          <>
            Copy<span className="sr-only"> {title}</span>
          </>
        }
        done="Copied."
      />
    </figure>
  );
}
