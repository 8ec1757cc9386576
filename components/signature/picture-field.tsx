'use client';

import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { MAX_PICTURE } from '@/lib/signing/limits';
import { Field } from '../field';
import { canvasOf, inkPicture, within } from './ink-picture';

/** A picture whose longer side exceeds this is scaled down before it is sent. */
const MAX_SIDE = 1600;
const QUALITY = 0.9;

type Props = {
  error?: string;
  /** An earlier picture is kept unless another one is chosen. */
  kept: boolean;
  /** Called with the part of the chosen picture that will be saved; null when there is nothing to show. */
  onChoose: (src: string | null) => void;
};

/** Asks for a picture of a signature. With JavaScript, a phone's large photo is scaled down here. */
export function PictureField({ error, kept, onChoose }: Props) {
  const box = useRef<HTMLInputElement>(null);
  const chosen = useRef<FileList | null>(null);
  const [why, setWhy] = useState<string>();

  // A form that comes back with an error has lost its file.
  useEffect(() => {
    if (box.current?.files?.length === 0 && chosen.current) box.current.files = chosen.current;
  });

  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.currentTarget.files ?? [];
    chosen.current = null;
    setWhy(undefined);
    onChoose(null);
    if (!file) return;
    const read = await readPicture(file);
    if ('sentence' in read) {
      setWhy(read.sentence);
      return;
    }
    const files = new DataTransfer();
    files.items.add(read.file);
    chosen.current = files.files;
    if (box.current) box.current.files = files.files;
    onChoose(read.src);
  };

  return (
    <Field
      name="picture"
      label="Picture of your signature"
      hint={
        <>
          PNG or JPEG, at most {MAX_PICTURE / 1000} KB. Sign with a dark pen on white paper, then photograph or scan
          only the signature. The background is removed, and nothing else in the file is kept.
          {kept && ' Your current picture is kept unless you choose another.'}
        </>
      }
      error={why ?? error}
    >
      <input
        ref={box}
        id="picture"
        name="picture"
        type="file"
        accept="image/png,image/jpeg"
        className="control"
        aria-describedby={why || error ? 'picture-hint picture-error' : 'picture-hint'}
        aria-invalid={why || error ? true : undefined}
        onChange={choose}
      />
    </Field>
  );
}

async function readPicture(file: File): Promise<{ file: File; src: string } | { sentence: string }> {
  try {
    const picture = await createImageBitmap(file);
    const ink = inkPicture(picture, picture);
    if ('sentence' in ink) return ink;
    const small = file.size <= MAX_PICTURE / 2 && Math.max(picture.width, picture.height) <= MAX_SIDE;
    return { file: small ? file : await smaller(picture, file.name), src: ink.src };
  } catch {
    return { sentence: 'This picture can’t be opened. Save it as PNG or JPEG, then choose it.' };
  }
}

async function smaller(picture: ImageBitmap, name: string): Promise<File> {
  const { width, height } = within(picture, MAX_SIDE);
  const pen = canvasOf(width, height);
  // A JPEG has no transparency, so clear areas would turn black.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0, width, height);
  const bytes = await new Promise<Blob | null>((resolve) => pen.canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  if (!bytes) throw new Error('the picture could not be made smaller');
  return new File([bytes], name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' });
}
