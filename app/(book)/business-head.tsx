import type { PublicBusiness } from "@/lib/domain/public-booking";
import { formatPhone } from "@/lib/ui/format";
import classes from "./book.module.css";

/** The number as a link that rings it. */
export const PhoneLink = ({ phone }: { phone: string }) => (
  <a href={`tel:${phone}`} className={classes.phone}>
    {formatPhone(phone)}
  </a>
);

/** Whose page this is, and how else they are reached. */
export function BusinessHead({ business, title }: { business: PublicBusiness; title: string }) {
  const { name, address, phone } = business;
  return (
    <header className={classes.head}>
      <p className={classes.business}>{name}</p>
      <h1 className={classes.title}>{title}</h1>
      {address || phone ? (
        <address className={classes.reach}>
          {address ? <span>{address}</span> : null}
          {phone ? <PhoneLink phone={phone} /> : null}
        </address>
      ) : null}
    </header>
  );
}

/** What everybody is told who finds no time here. */
export const OrCall = ({ phone }: { phone: string | null }) =>
  phone ? (
    <p className={classes.hint}>
      Nothing that suits you? Call <PhoneLink phone={phone} />.
    </p>
  ) : null;
