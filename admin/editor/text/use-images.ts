import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { messageOf } from '../../api/errors.ts';
import { applyEdit, selectedIn } from './apply-edit.ts';
import { altText, replaceText } from './edits.ts';
import { refusalOf, uploadImage } from './upload-image.ts';

interface Image {
  id: number;
  name: string;
  /** Where it will be, in the text. */
  placeholder: string;
  /** Its address, when it is uploaded. */
  path?: string;
  /** When the owner has described it. */
  alt?: string;
  /** Given up, by the owner or as the upload failed: the placeholder goes. */
  isOff?: true;
}

/** Of all fields: a placeholder is unique in its text. */
let count = 0;
/** How often to look whether the text can be changed again. */
const retryMs = 300;

/**
 * Puts images into a text: at once a placeholder, which becomes the image when it is uploaded and described, wherever it is
 * by then. Without either, the placeholder goes.
 */
export function useImages(area: RefObject<HTMLTextAreaElement | null>) {
  const [images, setImages] = useState<Image[]>([]);
  const [problems, setProblems] = useState<string[]>([]);
  const asked = images.find(({ alt, isOff }) => alt === undefined && !isOff);
  const change = (id: number, part: Partial<Image>) =>
    setImages((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)));

  useEffect(() => {
    const ready = images.filter(({ path, alt, isOff }) => isOff || (path && alt !== undefined));
    if (ready.length === 0) return;
    const settle = () => {
      // An open dialog takes the focus, and with it what is inserted.
      if (!area.current || document.querySelector('dialog[open]')) return;
      for (const { placeholder, path, alt = '', isOff } of ready) {
        const by = isOff ? '' : `![${altText(alt)}](${path})`;
        const edit = replaceText(selectedIn(area.current), placeholder, by);
        if (edit) applyEdit(area.current, edit);
      }
      setImages((all) => all.filter((one) => !ready.includes(one)));
    };
    settle();
    const timer = setInterval(settle, retryMs);
    return () => clearInterval(timer);
  }, [images, area]);

  function add(files: File[]) {
    setProblems(files.flatMap((file) => refusalOf(file) ?? []));
    const added = files
      .filter((file) => !refusalOf(file))
      .map((file) => {
        const id = ++count;
        const name = file.name.replace(/[[\]()\\\n]/g, '') || 'image';
        return { file, image: { id, name, placeholder: `![Uploading ${name} …](#${id})` } };
      });
    if (added.length === 0 || !area.current) return;
    const { start, end } = selectedIn(area.current);
    const insert = added.map(({ image }) => image.placeholder).join('\n\n');
    const at = start + insert.length;
    applyEdit(area.current, { from: start, to: end, insert, select: [at, at] });
    setImages((all) => [...all, ...added.map(({ image }) => image)]);
    for (const { file, image } of added) void upload(file, image);
  }

  async function upload(file: File, { id }: Image) {
    try {
      change(id, { path: await uploadImage(file) });
    } catch (error) {
      setProblems((all) => [...all, `${file.name} was not uploaded. ${messageOf(error)}`]);
      change(id, { isOff: true });
    }
  }

  return {
    add,
    problems,
    /** The image that the owner has to describe. */
    asked,
    describe: ({ id }: Image, alt: string) => change(id, { alt }),
    cancel: ({ id }: Image) => change(id, { isOff: true }),
  };
}
