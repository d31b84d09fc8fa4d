import { Text } from "@mantine/core";
import { formatPhone } from "./format";
import { TextLink } from "./links";

/** The ways to reach somebody, as links. */
export function ReachLines({
  phone,
  email,
  company,
}: {
  phone: string | null;
  email: string | null;
  company: string;
}) {
  return (
    <>
      {phone ? (
        <Text>
          <TextLink href={`tel:${phone}`} className="fd-numbers">
            {formatPhone(phone)}
          </TextLink>
        </Text>
      ) : null}
      {email ? (
        <Text style={{ overflowWrap: "anywhere" }}>
          <TextLink href={`mailto:${email}`}>{email}</TextLink>
        </Text>
      ) : null}
      {company ? <Text>{company}</Text> : null}
      {phone || email ? null : <Text c="dimmed">They left neither a number nor an address.</Text>}
    </>
  );
}
