import { describe, expect, it } from "vitest";
import { GET as faqsGet, PUT as faqsPut } from "@/app/api/micro8gents/business/faqs/route";
import { GET as hoursGet, PUT as hoursPut } from "@/app/api/micro8gents/business/hours/route";
import { GET as infoGet, PUT as infoPut } from "@/app/api/micro8gents/business/info/route";
import { get, INSTANT, put } from "../../support";
import { asRole, join, refusal } from "../support";

const wrong = [expect.any(String)];
const forbidden = refusal(expect.any(String));

describe("/business/info", () => {
  const profile = {
    businessName: "Harbor Dental Care",
    description: "Family dentist",
    address: "1 Pier Road",
    city: "Boston",
    state: "MA",
    zip: "02110",
    phone: "+16175550123",
    email: "desk@harbor.example",
    website: "https://harbor.example",
  };

  it("200: a new business has a name and its owner's address", async () => {
    const { headers, id, email } = await join();
    const answer = await get(infoGet, { headers });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      id: expect.any(Number),
      userId: id,
      businessName: "Harbor Dental",
      description: null,
      address: null,
      city: null,
      state: null,
      zip: null,
      phone: null,
      email,
      website: null,
      createdAt: INSTANT,
      updatedAt: INSTANT,
    });
  });

  it("200: PUT changes every field, leaves what is absent, and null empties", async () => {
    const { headers, id } = await join();
    const answer = await put(infoPut, { headers, body: profile });
    const whole = { id: expect.any(Number), userId: id, ...profile, createdAt: INSTANT, updatedAt: INSTANT };
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(whole);
    expect((await get(infoGet, { headers })).body).toEqual(answer.body);
    const emptied = await put(infoPut, { headers, body: { zip: null, phone: null } });
    expect(emptied.body).toEqual({ ...whole, zip: null, phone: null });
  });

  it("400: names the fields by the document's names", async () => {
    const { headers } = await join();
    const answer = await put(infoPut, {
      headers,
      body: { businessName: "", email: "x", zip: 7, phone: null },
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(
      refusal("Validation failed", { businessName: wrong, email: wrong, zip: wrong }),
    );
    const phone = await put(infoPut, { headers, body: { phone: "1" } });
    expect(phone).toMatchObject({ status: 400, body: { errors: { phone: wrong } } });
  });

  it("403: who may not write", async () => {
    const guest = await asRole(await join(), "guest");
    const answer = await put(infoPut, { headers: guest.headers, body: profile });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(forbidden);
    expect((await get(infoGet, { headers: guest.headers })).status).toBe(200);
  });
});

describe("/business/hours", () => {
  const open = { open: "09:00", close: "17:00", isOpen: true };
  const closed = { ...open, isOpen: false };
  const fresh = {
    monday: open,
    tuesday: open,
    wednesday: open,
    thursday: open,
    friday: open,
    saturday: closed,
    sunday: closed,
  };

  it("200: seven days", async () => {
    const { headers } = await join();
    const answer = await get(hoursGet, { headers });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(fresh);
  });

  it("200: PUT reads back as written, a closed day with its times", async () => {
    const { headers } = await join();
    const week = {
      ...fresh,
      monday: { open: "08:30", close: "12:00", isOpen: true },
      tuesday: { open: "10:00", close: "11:00", isOpen: false },
      saturday: { open: "20:00", close: "02:00", isOpen: true },
    };
    const answer = await put(hoursPut, { headers, body: week });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ message: "Hours of operation updated successfully" });
    expect((await get(hoursGet, { headers })).body).toEqual(week);
    await put(hoursPut, { headers, body: { monday: { open: "", close: "", isOpen: false } } });
    const after = { ...week, monday: { ...week.monday, isOpen: false } };
    expect((await get(hoursGet, { headers })).body).toEqual(after);
    await put(hoursPut, { headers, body: { monday: { isOpen: true } } });
    expect((await get(hoursGet, { headers })).body).toEqual(week);
  });

  it("400: what is no time, and an open day without one", async () => {
    const { headers } = await join();
    const body = { monday: { open: "9am", close: "25:00", isOpen: true }, friday: { ...open, close: "" } };
    const answer = await put(hoursPut, { headers, body });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(
      refusal("Validation failed", { "monday.open": wrong, "monday.close": wrong, "friday.close": wrong }),
    );
    expect((await get(hoursGet, { headers })).body).toEqual(fresh);
  });

  it("403: who may not write", async () => {
    const member = await asRole(await join(), "member");
    expect((await put(hoursPut, { headers: member.headers, body: fresh })).status).toBe(403);
  });
});

describe("/business/faqs", () => {
  const park = { question: "Where can I park?", answer: "Behind the house." };
  const cards = { question: "Do you take cards?", answer: "Yes." };
  const listed = async (headers: { cookie: string }) => {
    const { body } = await get(faqsGet, { headers });
    return (body as { faqs: { id: number; businessId: number; question: string; answer: string }[] }).faqs;
  };

  it("200: PUT replaces the list: changes, adds, removes", async () => {
    const { headers } = await join();
    const answer = await put(faqsPut, { headers, body: { faqs: [park, { id: null, ...cards }] } });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ message: "FAQs updated successfully" });
    const [first, second] = await listed(headers);
    const numbers = { id: expect.any(Number), businessId: expect.any(Number) };
    expect([first, second]).toEqual([
      { ...numbers, ...park },
      { ...numbers, ...cards },
    ]);
    const changed = { ...second, answer: "All of them." };
    await put(faqsPut, { headers, body: { faqs: [changed, { question: "Why?", answer: "So." }] } });
    expect(await listed(headers)).toEqual([changed, { ...numbers, question: "Why?", answer: "So." }]);
    await put(faqsPut, { headers, body: { faqs: await listed(headers) } });
    expect(await listed(headers)).toEqual([changed, { ...numbers, question: "Why?", answer: "So." }]);
    await put(faqsPut, { headers, body: { faqs: [] } });
    expect(await listed(headers)).toEqual([]);
  });

  it("400: an id twice, of another business, or of nobody changes nothing", async () => {
    const [own, other] = [await join(), await join("Someone Else")];
    for (const { headers } of [own, other]) await put(faqsPut, { headers, body: { faqs: [park] } });
    const [[mine], [theirs]] = [await listed(own.headers), await listed(other.headers)];
    const body = { faqs: [mine, { ...cards, id: mine?.id }, { ...cards, id: theirs?.id }] };
    const answer = await put(faqsPut, { headers: own.headers, body });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(
      refusal("Some FAQs are not valid.", { "faqs.1.id": wrong, "faqs.2.id": wrong }),
    );
    expect(await listed(own.headers)).toEqual([mine]);
    expect(await listed(other.headers)).toEqual([theirs]);
  });

  it("400: no list, empty text", async () => {
    const { headers } = await join();
    expect((await put(faqsPut, { headers, body: {} })).body).toEqual(
      refusal("Validation failed", { faqs: wrong }),
    );
    const empty = await put(faqsPut, { headers, body: { faqs: [{ question: " ", answer: "" }] } });
    expect(empty.body).toEqual(
      refusal("Validation failed", { "faqs.0.question": wrong, "faqs.0.answer": wrong }),
    );
  });

  it("403: who may not write", async () => {
    const member = await asRole(await join(), "member");
    expect((await put(faqsPut, { headers: member.headers, body: { faqs: [] } })).status).toBe(403);
    expect((await get(faqsGet, { headers: member.headers })).status).toBe(200);
  });
});
