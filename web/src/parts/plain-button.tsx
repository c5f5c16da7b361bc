// A plain button among others of its kind; `of` tells them apart for those who hear them.

export interface PlainButtonProps {
  readonly words: string;
  readonly of?: string;
  readonly isOff?: boolean;
  /** For a button that opens a part of the page. */
  readonly isOpen?: boolean;
  readonly onClick: () => void;
}

export function PlainButton({ words, of, isOff = false, isOpen, onClick }: PlainButtonProps) {
  return (
    <button
      type="button"
      className="kx-plain"
      aria-label={of === undefined ? undefined : `${words}: ${of}`}
      aria-expanded={isOpen}
      disabled={isOff}
      onClick={onClick}
    >
      {words}
    </button>
  );
}
