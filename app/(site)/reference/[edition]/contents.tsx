import classes from "../reference.module.css";

export interface ContentsGroup {
  id: string;
  name: string;
  operations: { id: string; summary: string }[];
}

function Links({ groups }: { groups: ContentsGroup[] }) {
  return (
    <nav aria-label="On this page">
      <ul>
        <li className={classes.group}>
          <a href="#sender">Who sends</a>
        </li>
        <li className={classes.group}>
          <a href="#errors">Errors</a>
        </li>
      </ul>
      {groups.map(({ id, name, operations }) => (
        <ul key={id}>
          <li className={classes.group}>
            <a href={`#${id}`}>{name}</a>
          </li>
          {operations.map((operation) => (
            <li key={operation.id}>
              <a href={`#${operation.id}`}>{operation.summary}</a>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}

/** What the page has, to go to: beside it, and on a phone folded away above it. One of the two is shown. */
export function Contents({ groups }: { groups: ContentsGroup[] }) {
  return (
    <div className={classes.contents}>
      <div className={classes.side}>
        <Links groups={groups} />
      </div>
      <details className={classes.fold}>
        <summary>On this page</summary>
        <Links groups={groups} />
      </details>
    </div>
  );
}
