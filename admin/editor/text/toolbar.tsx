import { useRef, useState } from 'preact/hooks';
import { type Command, commands, keyName } from './commands.ts';

interface Props {
  /** The id of the text. */
  controls: string;
  onCommand: (command: Command) => void;
  onImages: (files: File[]) => void;
  onHelp: () => void;
}

/** One stop of the Tab key; arrows move between the buttons. */
export function Toolbar({ controls, onCommand, onImages, onHelp }: Props) {
  const [current, setCurrent] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const move = (event: KeyboardEvent) => {
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])];
    const last = buttons.length - 1;
    const targets: Record<string, number> = {
      ArrowRight: current === last ? 0 : current + 1,
      ArrowLeft: current === 0 ? last : current - 1,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    setCurrent(target);
    buttons[target]?.focus();
  };
  const shown = commands.filter(({ label }) => label);
  const button = (
    i: number,
    name: string,
    label: string,
    key: string | undefined,
    act: () => void,
  ) => (
    <button
      key={name}
      type="button"
      aria-label={name}
      title={key ? `${name} (${keyName(key)})` : name}
      tabIndex={i === current ? 0 : -1}
      onFocus={() => setCurrent(i)}
      // The text keeps its selection.
      onMouseDown={(event) => event.preventDefault()}
      onClick={act}
    >
      {label}
    </button>
  );
  return (
    <div
      class="tools"
      role="toolbar"
      aria-label="Format"
      aria-controls={controls}
      ref={bar}
      onKeyDown={move}
    >
      {shown.map((command, i) =>
        button(i, command.name, command.label ?? '', command.key, () => onCommand(command)),
      )}
      {button(shown.length, 'Image', 'Image', undefined, () => file.current?.click())}
      {button(shown.length + 1, 'Keys', '?', undefined, onHelp)}
      <input
        ref={file}
        type="file"
        hidden
        multiple
        accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
        onChange={({ currentTarget }) => {
          const chosen = [...(currentTarget.files ?? [])];
          currentTarget.value = '';
          onImages(chosen);
        }}
      />
    </div>
  );
}
