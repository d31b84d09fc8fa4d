import { Text } from "@mantine/core";
import { curlOf } from "@/lib/openapi/curl";
import { type ApiDocument, type ApiMethod, type ApiOperation, mediaOf } from "@/lib/openapi/document";
import { fieldOf, fieldsOf } from "@/lib/openapi/fields";
import { type Trial, trialBody, tryField } from "@/lib/openapi/prefill";
import panel from "@/lib/ui/panel.module.css";
import classes from "../reference.module.css";
import { FieldList } from "./field-list";
import { TryIt } from "./try/try-it";
import { limitWords, refusalsOf, securityWords } from "./words";

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

function exampleOf(examples: Record<string, object> | undefined, name: string): unknown {
  const example = examples?.[name];
  return example && "value" in example ? example.value : undefined;
}

function Refusals({ document, operation }: { document: ApiDocument; operation: ApiOperation }) {
  const refusals = refusalsOf(document, operation);
  const hasCodes = refusals.some(({ code }) => code !== null);
  return (
    <details className={classes.more}>
      <summary>Errors ({refusals.length})</summary>
      <table className={classes.refusals}>
        <thead>
          <tr>
            <th scope="col">Status</th>
            {hasCodes ? <th scope="col">Code</th> : null}
            <th scope="col">Cause</th>
          </tr>
        </thead>
        <tbody>
          {refusals.map(({ key, status, code, cause }) => (
            <tr key={key}>
              <td className="fd-numbers">{status}</td>
              {hasCodes ? <td className={classes.mono}>{code}</td> : null}
              <td>{cause}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** One operation: what it does and takes, what comes back, what can go wrong, and a form to try it. */
export function Operation({
  document,
  path,
  method,
  operation,
  origin,
  trial,
}: {
  document: ApiDocument;
  path: string;
  method: ApiMethod;
  operation: ApiOperation;
  origin: string;
  trial: Trial;
}) {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation;
  const base = document.servers[0]?.url ?? "";
  const [status = "200", success] = Object.entries(responses).find(([code]) => code < "300") ?? [];
  const answer = mediaOf(success?.content);
  const request = mediaOf(requestBody?.content);
  const example = exampleOf(request?.examples, "request");
  const answered = exampleOf(answer?.examples, "success");
  const isSigned = operation["x-signed-by-sender"] === true;
  const bodyFields = request ? fieldsOf(request.schema) : [];
  return (
    <article
      id={operationId}
      className={`${panel.panel} ${classes.operation}`}
      aria-labelledby={`${operationId}-title`}
    >
      <div className={panel.body}>
        <h3 id={`${operationId}-title`}>{summary}</h3>
        <div className={classes.address}>
          <span
            className={classes.method}
            data-writes={method === "get" ? undefined : ""}
            data-removes={method === "delete" ? "" : undefined}
          >
            {method.toUpperCase()}
          </span>
          <span className={classes.path}>
            {base}
            {path}
          </span>
        </div>
        {description ? <Text mt="xs">{description}</Text> : null}
        <Text size="sm" c="dimmed" mt="xs">
          {securityWords(operation)} Limits: {operation["x-rate-limits"].map(limitWords).join("; ")}.
        </Text>
        {parameters.length > 0 ? (
          <section className={classes.part} aria-label={`Parameters: ${summary}`}>
            <h4>Parameters</h4>
            <FieldList
              fields={parameters.map((one) => {
                const field = fieldOf(one.name, one.schema, one.required);
                const type = `${field.type}, in the ${one.in}`;
                return { ...field, type, description: one.description ?? field.description };
              })}
            />
          </section>
        ) : null}
        {bodyFields.length > 0 ? (
          <section className={classes.part} aria-label={`Body: ${summary}`}>
            <h4>Body{requestBody?.required ? "" : " (may be left out)"}</h4>
            <FieldList fields={bodyFields} />
          </section>
        ) : null}
        <section className={classes.part} aria-label={`Example request: ${summary}`}>
          <h4>Example request</h4>
          <pre className={classes.code}>{curlOf(`${origin}${base}`, path, method, operation)}</pre>
        </section>
        <section className={classes.part} aria-label={`Example answer: ${summary}`}>
          <h4>Example answer: {status}</h4>
          <pre className={classes.code}>{pretty(answered)}</pre>
        </section>
        {answer ? (
          <details className={classes.more}>
            <summary>Fields of the answer</summary>
            <FieldList fields={fieldsOf(answer.schema)} isAnswer />
          </details>
        ) : null}
        <Refusals document={document} operation={operation} />
        {isSigned ? null : (
          <TryIt
            summary={summary}
            method={method}
            path={`${base}${path}`}
            fields={parameters.map((parameter) => tryField(parameter, trial))}
            body={request ? pretty(trialBody(request.schema, example ?? {}, trial)) : null}
            headers={Object.keys(document.components.headers)}
          />
        )}
      </div>
    </article>
  );
}
