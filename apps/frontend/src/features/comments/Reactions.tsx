import type { Comment } from '../../api/types';
import { IconButton } from '../../ui/Button';
import { Popover } from '../../ui/Popover';
import { useReact } from './comment-queries';
import styles from './Reactions.module.css';

/** Those that are offered; what others chose elsewhere is shown all the same. */
const offered = [
  ['👍', 'Thumbs up'],
  ['❤️', 'Heart'],
  ['🎉', 'Party'],
  ['😄', 'Smile'],
  ['👀', 'Eyes'],
  ['🙏', 'Thanks'],
] as const;

interface ReactionsProps {
  comment: Comment;
  userId: string;
  mayReact: boolean;
}

/** What people think of a comment, each of which is joined or left by a press. */
export function Reactions({ comment, userId, mayReact }: ReactionsProps) {
  const { mutate: react } = useReact(comment);
  const reactions = Object.entries(comment.reactions ?? {}) as [string, string[]][];
  if (reactions.length === 0 && !mayReact) return null;
  return (
    <div className={styles.reactions}>
      {reactions.map(([reaction, people]) => {
        const mine = people.includes(userId);
        return (
          <button
            key={reaction}
            type="button"
            className={styles.reaction}
            aria-pressed={mine}
            aria-label={`${reaction}, ${people.length}`}
            disabled={!mayReact}
            onClick={() => react({ reaction, isAdded: !mine })}
          >
            {reaction} {people.length}
          </button>
        );
      })}
      {mayReact && (
        <Popover
          label="Reactions"
          role="menu"
          trigger={(props) => <IconButton icon="plus" {...props} label="React" className={styles.add} />}
        >
          {(close) => (
            <div className={styles.offered}>
              {offered.map(([reaction, name]) => (
                <button
                  key={reaction}
                  type="button"
                  role="menuitem"
                  className={styles.offer}
                  aria-label={name}
                  title={name}
                  onClick={() => {
                    close();
                    react({ reaction, isAdded: true });
                  }}
                >
                  {reaction}
                </button>
              ))}
            </div>
          )}
        </Popover>
      )}
    </div>
  );
}
