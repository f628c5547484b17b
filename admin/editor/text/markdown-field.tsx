import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { lengthOf } from '../values.ts';
import { applyEdit, selectedIn } from './apply-edit.ts';
import { commandOf } from './commands.ts';
import { continueList, type Edit, isAddress, link, type Selected } from './edits.ts';
import { ImageDialog } from './image-dialog.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { PreviewPane, usePreview } from './preview.tsx';
import { Toolbar } from './toolbar.tsx';
import { useImages } from './use-images.ts';

export interface MarkdownFieldProps {
  label: string;
  value: string;
  onValue: (value: string) => void;
  maxLength: number;
  error?: string | undefined;
}

/** As the API computes it. */
const wordsPerMinute = 200;

/** A text in Markdown, with buttons, keys, images, and a preview by the renderer of the pages. */
export function MarkdownField({ label, value, onValue, maxLength, error }: MarkdownFieldProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [isPreviewed, setPreviewed] = useState(false);
  const [isHelp, setHelp] = useState(false);
  const preview = usePreview(value);
  const images = useImages(area);
  const problem = error ?? (preview.problem && `This text ${preview.problem}.`);
  const length = lengthOf(value);

  // The browser's undo forgets everything when a script sets the text, so only a text from elsewhere is set. What
  // was typed here may come back later than the next key.
  const typed = useRef<string[]>([]);
  useEffect(() => {
    const at = typed.current.indexOf(value);
    typed.current.splice(0, at + 1);
    if (at !== -1 || !area.current || area.current.value === value) return;
    const { selectionStart } = area.current;
    area.current.value = value;
    area.current.setSelectionRange(selectionStart, selectionStart);
  }, [value]);

  const edit = (what: (selected: Selected) => Edit | undefined): boolean => {
    const done = area.current && what(selectedIn(area.current));
    if (area.current && done) applyEdit(area.current, done);
    return Boolean(done);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const command = commandOf(event);
    const isPlainEnter =
      event.key === 'Enter' && !(event.shiftKey || event.ctrlKey || event.metaKey || event.altKey);
    if (command ? edit(command.edit) : isPlainEnter && edit(continueList)) event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = imagesOf(event.clipboardData);
    const text = event.clipboardData?.getData('text/plain').trim() ?? '';
    const hasSelection = area.current && area.current.selectionStart < area.current.selectionEnd;
    if (files.length > 0 && !text) images.add(files);
    else if (hasSelection && isAddress(text)) edit((selected) => link(selected, text));
    else return;
    event.preventDefault();
  };
  const onDrop = (event: DragEvent) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    images.add(files);
  };

  const describedBy = [problem && `${id}-error`, `${id}-counts`].filter(Boolean).join(' ');
  return (
    <div class={`field markdown ${isPreviewed ? 'previewed' : ''}`}>
      <div class="markdown-head">
        <label for={id}>{label}</label>
        <div class="switch">
          <button type="button" aria-pressed={!isPreviewed} onClick={() => setPreviewed(false)}>
            Write
          </button>
          <button type="button" aria-pressed={isPreviewed} onClick={() => setPreviewed(true)}>
            Preview
          </button>
        </div>
      </div>
      <Toolbar
        controls={id}
        onCommand={(command) => edit(command.edit)}
        onImages={images.add}
        onHelp={() => setHelp(true)}
      />
      <div class="panes">
        <textarea
          ref={area}
          id={id}
          rows={18}
          dir="auto"
          spellcheck
          aria-describedby={describedBy}
          {...(problem && { 'aria-invalid': 'true' })}
          onInput={({ currentTarget }) => {
            typed.current.push(currentTarget.value);
            onValue(currentTarget.value);
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onDrop={onDrop}
          onDragOver={(event) => {
            if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
          }}
        />
        <PreviewPane html={preview.html} area={area} />
      </div>
      {problem && (
        <p class="error" id={`${id}-error`}>
          {problem}
        </p>
      )}
      <div aria-live="polite">
        {images.problems.map((line) => (
          <p class="error" key={line}>
            {line}
          </p>
        ))}
      </div>
      <p class="help" id={`${id}-counts`}>
        {countsOf(preview.words)}
        {length >= maxLength * 0.8 &&
          `, ${length.toLocaleString('en')} of ${maxLength.toLocaleString('en')} characters`}
      </p>
      {isHelp && <KeysDialog onClose={() => setHelp(false)} />}
      {images.asked && (
        <ImageDialog
          key={images.asked.id}
          name={images.asked.name}
          path={images.asked.path}
          onDone={(alt) => images.asked && images.describe(images.asked, alt)}
          onCancel={() => images.asked && images.cancel(images.asked)}
        />
      )}
    </div>
  );
}

function countsOf(words: number): string {
  const minutes = Math.max(1, Math.ceil(words / wordsPerMinute));
  const inWords = words === 1 ? '1 word' : `${words.toLocaleString('en')} words`;
  return `${inWords}, ${minutes === 1 ? '1 minute' : `${minutes} minutes`} to read`;
}

function imagesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
}
