import type { PictureName } from '@/lib/help/questions';

/** Shows a picture of a page in a text of the help. */
export function HelpPicture({ name, alt }: { name: PictureName; alt: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: a picture of this product's own, in its own size.
    <img
      src={`/faq/${name}.png`}
      alt={alt}
      loading="lazy"
      className="my-4 max-w-[min(100%,36rem)] rounded-sm border border-line"
    />
  );
}
