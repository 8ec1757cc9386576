import { CopyButton } from './copy-button';

type Props = {
  /** What the lines are: "JavaScript". Read before them. */
  title: string;
  code: string;
};

/** Lines to copy into a program. They wrap, so that nothing has to be scrolled sideways. */
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
