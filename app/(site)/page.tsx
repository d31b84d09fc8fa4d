import { Text, Title } from "@mantine/core";
import { IconCalendarCheck, IconMessages, IconPhoneCall } from "@tabler/icons-react";
import type { Metadata } from "next";
import { ColorSchemeButton } from "@/lib/ui/color-scheme";
import { LinkButton, TextLink } from "@/lib/ui/links";
import { Logo } from "@/lib/ui/logo";
import { Transcript, type TranscriptItem } from "@/lib/ui/transcript";
import { currentContext } from "@/lib/wiring";
import classes from "./site.module.css";

export const metadata: Metadata = {
  title: { absolute: "Frontdesk: every call answered" },
};

const caller = (key: string, text: string): TranscriptItem => ({
  kind: "turn",
  key,
  speaker: "caller",
  name: "Caller",
  time: null,
  text,
});
const desk = (key: string, text: string): TranscriptItem => ({
  kind: "turn",
  key,
  speaker: "desk",
  name: "Your receptionist",
  time: null,
  text,
});

const EXAMPLE: TranscriptItem[] = [
  caller("1", "Hi, my tooth hurts. Can I come in tomorrow after three?"),
  desk("2", "I am sorry to hear that. Tomorrow, Tuesday, I have 3:30 or 4:15. Which suits you?"),
  caller("3", "Half past three, please. It is Anna Keller."),
  {
    kind: "deed",
    key: "4",
    deed: {
      text: "Booked an appointment",
      detail: "Tuesday at 3:30 PM",
      href: null,
      linkText: null,
      hasFailed: false,
    },
  },
  desk("5", "Done, Anna: Tuesday at 3:30. You will get a confirmation by e-mail."),
];

const PROMISES = [
  {
    icon: IconPhoneCall,
    title: "It answers every call",
    text: "Day and night, on the first ring, from what your business knows. When it does not know, it says so and takes a message.",
  },
  {
    icon: IconCalendarCheck,
    title: "It books what is really free",
    text: "Opening hours, services, every calendar at once. Nothing is ever booked twice, and nothing is promised that is not done.",
  },
  {
    icon: IconMessages,
    title: "You see it all",
    text: "Every word, every booking and every new customer, while the call is still going on.",
  },
];

export default async function LandingPage() {
  const isSignedIn = (await currentContext()) !== null;
  return (
    <div className={classes.page}>
      <a href="#content" className="fd-skip-link">
        Skip to the content
      </a>
      <header className={classes.top}>
        <Logo />
        <nav className={classes.nav} aria-label="Account">
          <ColorSchemeButton />
          {isSignedIn ? (
            <LinkButton href="/home">Open the dashboard</LinkButton>
          ) : (
            <LinkButton href="/sign-in" variant="default">
              Sign in
            </LinkButton>
          )}
        </nav>
      </header>
      <main id="content">
        <section className={classes.hero}>
          <div>
            <Title order={1} className={classes.headline}>
              The front desk that never misses a call
            </Title>
            <Text className={classes.lead}>
              Frontdesk answers your phone, books appointments and notes new customers, so that you can look
              after the one in front of you.
            </Text>
            <div className={classes.calls}>
              <LinkButton href={isSignedIn ? "/home" : "/sign-up"} size="lg">
                {isSignedIn ? "Open the dashboard" : "Create an account"}
              </LinkButton>
            </div>
          </div>
          <figure className={classes.example} aria-label="An example of a call">
            <Transcript items={EXAMPLE} label="An example of a call" />
          </figure>
        </section>
        <section aria-label="What it does" className={classes.promises}>
          {PROMISES.map(({ icon: Icon, title, text }) => (
            <div key={title}>
              <Icon size={26} stroke={1.6} color="var(--fd-accent-ink)" aria-hidden="true" />
              <Title order={2} mt={10} mb={4}>
                {title}
              </Title>
              <Text c="dimmed">{text}</Text>
            </div>
          ))}
        </section>
      </main>
      <footer className={classes.foot}>
        <TextLink href="/reference" c="dimmed" size="sm">
          API reference
        </TextLink>
      </footer>
    </div>
  );
}
