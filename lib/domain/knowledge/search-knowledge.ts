import { sql } from "kysely";
import { getBusiness, listServices } from "@/lib/domain/businesses";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { factsFor } from "./facts";
import { type KnowledgeHit, type KnowledgeQuery, knowledgeQuery } from "./schema";
import { isSameQuestion, type Term, termsOf } from "./words";

/** Below this, what was found does not answer the question. */
export const RELEVANCE_THRESHOLD = 0.4;
const MAX_CANDIDATES = 30;
/** A word is found misspelt when this much of its trigrams is there. */
const SPELLING = 0.55;
const SPELLING_MIN_LENGTH = 5;
const SPELLING_CREDIT = 0.8;

interface FaqMatch {
  id: string;
  question: string;
  answer: string;
  isVerified: boolean;
  /** How much of the question its words account for, whatever their order. */
  covered: number;
  relevance: number;
}

interface RankedHit {
  hit: KnowledgeHit;
  rank: number;
}

/**
 * FAQs by how much of the question they account for: the share of its words found in question and answer
 * (full text, else trigrams for misspellings), found in the question alone, and the likeness of the two questions.
 */
async function faqsFor(ctx: TenantContext, question: string, terms: readonly Term[]): Promise<FaqMatch[]> {
  if (terms.length === 0) return [];
  const anyTerm = sql.join(
    terms.map(({ search }) => sql`websearch_to_tsquery('english', ${search})`),
    sql` || `,
  );
  const { rows } = await sql<FaqMatch>`
    with terms as (
      select word, weight, websearch_to_tsquery('english', search) as query
      from jsonb_to_recordset(${JSON.stringify(terms)}::jsonb) as term(word text, search text, weight real)
    ), candidates as (
      select id, question, answer, search, verified_at is not null as "isVerified",
        to_tsvector('english', question) as title,
        extensions.similarity(question, ${question}) as likeness
      from public.faqs
      where business_id = ${ctx.business.id}
        and (search @@ (${anyTerm}) or extensions.word_similarity(${question}, question) > 0.3
          or extensions.similarity(question, ${question}) > 0.2)
      order by ts_rank(search, ${anyTerm}) desc, likeness desc
      limit ${MAX_CANDIDATES}
    ), matches as (
      select id, question, answer, "isVerified", likeness, (
      0.65 * (select sum(weight * case when search @@ query then 1
          when length(word) >= ${SPELLING_MIN_LENGTH}
            and extensions.word_similarity(word, question || ' ' || answer) >= ${SPELLING} then ${SPELLING_CREDIT}::real
          else 0 end) / sum(weight) from terms)
      + 0.2 * (select sum(weight * case when title @@ query then 1
          when length(word) >= ${SPELLING_MIN_LENGTH}
            and extensions.word_similarity(word, question) >= ${SPELLING} then ${SPELLING_CREDIT}::real
          else 0 end) / sum(weight) from terms))::double precision as words
      from candidates
    )
    select id, question, answer, "isVerified", words / 0.85 as covered,
      words + 0.15 * likeness as relevance
    from matches`.execute(ctx.trx);
  return rows;
}

/** A verified answer ranks by its words alone, so that no other with the same words comes before it. */
const rankedFaq = ({ id, question, answer, isVerified, covered, relevance }: FaqMatch): RankedHit => {
  const measured = Math.min(1, relevance);
  const source = { kind: "faq" as const, id, question, ...(isVerified ? { isVerified } : {}) };
  return {
    hit: { answer, source, relevance: measured },
    rank: isVerified ? Math.max(measured, Math.min(1, covered)) : measured,
  };
};

const isFirst = ({ hit }: RankedHit): number => (hit.source.isVerified ? 1 : 0);

/**
 * What the business knows that answers a question: FAQs, its own facts and services, most relevant first, and of
 * those with the same words first what a person verified.
 * @returns nothing where no source accounts for enough of the question: the answer is not known.
 * @throws DomainError forbidden, validation_failed.
 */
export async function searchKnowledge(ctx: Context, input: KnowledgeQuery): Promise<KnowledgeHit[]> {
  authorize(ctx, "knowledge:read");
  const { question, limit } = parseInput(knowledgeQuery, input);
  const terms = termsOf(question);
  return inTenant(ctx, async (ctx) => {
    const faqs = await faqsFor(ctx, question, terms);
    const facts = factsFor(terms, { business: await getBusiness(ctx), services: await listServices(ctx) });
    return [...faqs.map(rankedFaq), ...facts.map((hit) => ({ hit, rank: hit.relevance }))]
      .filter(({ hit }) => hit.relevance >= RELEVANCE_THRESHOLD)
      .sort((one, two) => two.rank - one.rank || isFirst(two) - isFirst(one))
      .slice(0, limit)
      .map(({ hit }) => hit);
  });
}

/** Whether a person of the business has put any answer right. */
export async function hasVerifiedAnswers(ctx: Context): Promise<boolean> {
  authorize(ctx, "knowledge:read");
  return inTenant(ctx, async ({ trx, business }) => {
    const row = await trx
      .selectFrom("faqs")
      .select("id")
      .where("business_id", "=", business.id)
      .where("verified_at", "is not", null)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  });
}

/**
 * The answer that a person verified for this same question, however it is worded; null where there is none.
 * @throws DomainError forbidden, validation_failed.
 */
export async function verifiedAnswer(ctx: Context, asked: string): Promise<KnowledgeHit | null> {
  authorize(ctx, "knowledge:read");
  const { question } = parseInput(knowledgeQuery, { question: asked });
  const faqs = await inTenant(ctx, (ctx) => faqsFor(ctx, question, termsOf(question)));
  const same = faqs
    .filter((faq) => faq.isVerified && isSameQuestion(question, faq.question))
    .sort((one, two) => two.relevance - one.relevance);
  return same[0] ? rankedFaq(same[0]).hit : null;
}

/** What `answer_question` says to a question now; null where the business does not know. @throws as `searchKnowledge`. */
export async function bestAnswer(ctx: Context, question: string): Promise<KnowledgeHit | null> {
  const [best] = await searchKnowledge(ctx, { question, limit: 1 });
  return best ?? null;
}
