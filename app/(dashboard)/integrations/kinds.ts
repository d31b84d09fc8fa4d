import type { IntegrationType } from "@/lib/domain/integrations";

/** One field of the form of a connection. */
export interface KindField {
  /** Its common name in the domain. */
  name: string;
  /** What it is called in a config that the form makes. */
  key: string;
  label: string;
  help?: string;
  placeholder?: string;
  /** `secret`: never shown again; `encryption`: how a mail server begins. */
  look: "text" | "secret" | "number" | "encryption";
  isOptional?: boolean;
  /** What does not work where an account was connected by other means without it. */
  lackText?: string;
}

export interface Kind {
  type: IntegrationType;
  title: string;
  /** What the owner has of it. */
  use: string;
  fields: KindField[];
  /** What works on a machine where the vendor is only played. */
  demo?: string;
  /** A page that tells more. */
  more?: { label: string; href: string };
}

/** The accounts that a business can connect, in the order people look for them. */
export const KINDS: readonly Kind[] = [
  {
    type: "twilio",
    title: "Twilio",
    use: "Your receptionist answers the calls to your own Twilio number, and text messages go out from it.",
    fields: [
      {
        name: "accountsid",
        key: "accountSid",
        label: "Account SID",
        help: "On the first page of your Twilio console. It begins with AC.",
        look: "text",
      },
      {
        name: "authtoken",
        key: "authToken",
        label: "Auth Token",
        help: "Beside the Account SID in your Twilio console.",
        look: "secret",
      },
      {
        name: "phonenumber",
        key: "phoneNumber",
        label: "Phone number",
        help: "The Twilio number that your receptionist answers.",
        placeholder: "+12175550188",
        look: "text",
        lackText:
          "There is no phone number in it: no call and no text of this account comes here. Choose Change and enter one.",
      },
    ],
  },
  {
    type: "eleven_labs",
    title: "ElevenLabs",
    use: "The voices of your ElevenLabs account stand in the list when you choose how your receptionist sounds.",
    demo: "In this demo any key works that begins with sk_. One that begins with sk_revoked is refused.",
    fields: [
      {
        name: "apikey",
        key: "apiKey",
        label: "API key",
        help: "In ElevenLabs under Developers, API keys. It needs the permission to read voices.",
        look: "secret",
      },
    ],
  },
  {
    type: "email",
    title: "E-mail",
    use: "E-mails to your customers come from your own address, sent by your own mail server. What is for you still comes from Frontdesk.",
    fields: [
      {
        name: "from",
        key: "from",
        label: "Your address",
        help: "Your customers see it as the sender.",
        placeholder: "hello@example.com",
        look: "text",
      },
      {
        name: "host",
        key: "host",
        label: "Mail server",
        help: "Your e-mail provider calls it the outgoing or SMTP server.",
        placeholder: "smtp.example.com",
        look: "text",
      },
      {
        name: "secure",
        key: "secure",
        label: "Encryption",
        help: "Your provider says which. A password is never sent without it.",
        look: "encryption",
      },
      {
        name: "port",
        key: "port",
        label: "Port",
        help: "Left empty, it is the usual one: 587, or 465 where encryption begins at once.",
        placeholder: "587",
        look: "number",
        isOptional: true,
      },
      { name: "username", key: "username", label: "User name", look: "text", isOptional: true },
      {
        name: "password",
        key: "password",
        label: "Password",
        help: "Some providers want an app password here, which you make in your account there.",
        look: "secret",
        isOptional: true,
      },
    ],
  },
  {
    type: "n8n",
    title: "n8n",
    use: "Your n8n workflows hear of new calls, appointments and leads, and can book, write and note things here.",
    more: { label: "Deliveries", href: "/integrations/deliveries" },
    fields: [
      {
        name: "webhookurl",
        key: "webhookUrl",
        label: "Webhook address",
        help: "The production URL of the Webhook node in your workflow. News is posted to it.",
        placeholder: "https://n8n.example.com/webhook/…",
        look: "text",
      },
      {
        name: "secret",
        key: "secret",
        label: "Secret",
        help: "At least 16 characters of your own. Both sides sign with it.",
        look: "secret",
      },
    ],
  },
  {
    type: "stripe",
    title: "Stripe",
    use: "Your own Stripe account is checked and kept for later: Frontdesk does not take payments from your customers yet.",
    demo: "In this demo any key works that begins with sk_test_. One that begins with sk_test_revoked is refused.",
    fields: [
      {
        name: "secretkey",
        key: "secretKey",
        label: "Secret key",
        help: "In Stripe under Developers, API keys. It begins with sk_ or rk_.",
        look: "secret",
      },
    ],
  },
];

/** Fields that a form may not leave empty, each with the words for it; a secret may, where one is kept. */
export const emptyFields = (
  kind: Kind,
  entered: Readonly<Record<string, string>>,
): Record<string, string[]> =>
  Object.fromEntries(
    kind.fields
      .filter(({ name, look, isOptional }) => look === "text" && !isOptional && !entered[name]?.trim())
      .map(({ name, label }) => [name, [`${label} is missing.`]]),
  );

/** What a connected account cannot do for want of a field. */
export const lackTexts = (kind: Kind, shown: Readonly<Record<string, string>>): string[] =>
  kind.fields.flatMap(({ name, lackText }) => (lackText && !shown[name] ? [lackText] : []));
