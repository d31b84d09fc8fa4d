/** A mail before it is worded twice. Every text is plain; escaping happens here. */
export interface MailContent {
  /** Empty for a mail that is a person's own words. */
  heading: string;
  paragraphs?: string[];
  /** What is to be seen at a glance, as pairs of label and value. */
  facts?: [label: string, value: string][];
  /** What was said, in order. */
  turns?: { speaker: string; text: string }[];
  link?: { label: string; url: string };
  footer?: string;
  /** Below everything else. */
  optOutUrl?: string;
}

/** What the link is called by which a customer opts out. */
export const OPT_OUT = "No more e-mails like this";

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand in HTML, in attributes too. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

const multiline = (text: string): string => escapeHtml(text).replace(/\r?\n/g, "<br>");

function textOf(mail: MailContent): string {
  const blocks = [
    mail.heading,
    ...(mail.paragraphs ?? []),
    (mail.facts ?? []).map(([label, value]) => `${label}: ${value}`).join("\n"),
    (mail.turns ?? []).map((turn) => `${turn.speaker}: ${turn.text}`).join("\n"),
    mail.link ? `${mail.link.label}: ${mail.link.url}` : "",
    mail.footer ? `--\n${mail.footer}` : "",
    mail.optOutUrl ? `${OPT_OUT}: ${mail.optOutUrl}` : "",
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function htmlOf(mail: MailContent): string {
  const rows = (mail.facts ?? []).map(
    ([label, value]) =>
      `<tr><td style="padding:4px 16px 4px 0;color:#5c6370;vertical-align:top">${escapeHtml(label)}</td><td style="padding:4px 0">${multiline(value)}</td></tr>`,
  );
  const turns = (mail.turns ?? []).map(
    (turn) => `<p style="margin:6px 0"><b>${escapeHtml(turn.speaker)}:</b> ${multiline(turn.text)}</p>`,
  );
  const parts = [
    mail.heading ? `<h1 style="font-size:20px;margin:0 0 16px">${escapeHtml(mail.heading)}</h1>` : "",
    ...(mail.paragraphs ?? []).map((text) => `<p style="margin:0 0 12px">${multiline(text)}</p>`),
    rows.length > 0
      ? `<table role="presentation" style="border-collapse:collapse;margin:0 0 16px">${rows.join("")}</table>`
      : "",
    turns.length > 0
      ? `<div style="border-left:3px solid #d0d5dd;padding-left:12px;margin:0 0 16px">${turns.join("")}</div>`
      : "",
    mail.link
      ? `<p><a href="${escapeHtml(mail.link.url)}" style="color:#1c5bd8">${escapeHtml(mail.link.label)}</a></p>`
      : "",
    mail.footer
      ? `<p style="color:#5c6370;font-size:13px;margin:24px 0 0">${multiline(mail.footer)}</p>`
      : "",
    mail.optOutUrl
      ? `<p style="font-size:13px;margin:12px 0 0"><a href="${escapeHtml(mail.optOutUrl)}" style="color:#5c6370">${OPT_OUT}</a></p>`
      : "",
  ];
  return `<!doctype html><html lang="en"><body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1d2129"><div style="max-width:560px">${parts.join("")}</div></body></html>`;
}

/** The same mail as text and as HTML. */
export const composeMail = (mail: MailContent): { text: string; html: string } => ({
  text: textOf(mail),
  html: htmlOf(mail),
});
