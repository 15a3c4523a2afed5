import styles from './Avatar.module.css';

const hues = ['teal', 'grape', 'orange', 'berry_red', 'green', 'blue', 'olive_green', 'magenta', 'salmon', 'violet'];

interface AvatarProps {
  /** Decides about the colour, which stays when the name changes. */
  id: string;
  name: string;
  size?: 'small' | 'large';
}

/** The first letters of somebody’s name in a circle, for sighted people only: the name is said in words beside it. */
export function Avatar({ id, name, size = 'large' }: AvatarProps) {
  return (
    <span className={styles.avatar} data-size={size} data-color={hueOf(id)} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

/** Of the first and the last word: Ada King, AK. */
function initials(name: string): string {
  const words = name.split(/\s+/u).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => ([...(word ?? '')][0] ?? '').toUpperCase()).join('');
}

function hueOf(id: string): string | undefined {
  const sum = [...id].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 9973, 0);
  return hues[sum % hues.length];
}
