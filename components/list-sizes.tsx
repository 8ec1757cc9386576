import { LIST_SIZES, type ListSize } from '@/lib/events/list-query';

type Props = {
  current: ListSize;
  hrefOf: (size: ListSize) => string;
};

/** Offers how many events a page of the list has, as links: the URL is the whole state of the list. */
export function ListSizes({ current, hrefOf }: Props) {
  return (
    <>
      Events on a page:
      {LIST_SIZES.map((size) => (
        <span key={size}> {size === current ? <strong>{size}</strong> : <a href={hrefOf(size)}>{size}</a>}</span>
      ))}
      {' · '}
    </>
  );
}
