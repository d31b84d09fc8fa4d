import { sql } from "kysely";
import { getBusiness, listServices } from "@/lib/domain/businesses";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { factsFor } from "./facts";
import { type KnowledgeHit, type KnowledgeQuery, knowledgeQuery } from "./schema";
import { type Term, termsOf } from "./words";

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
  relevance: number;
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
      select id, question, answer, search, to_tsvector('english', question) as title,
        extensions.similarity(question, ${question}) as likeness
      from public.faqs
      where business_id = ${ctx.business.id}
        and (search @@ (${anyTerm}) or extensions.word_similarity(${question}, question) > 0.3
          or extensions.similarity(question, ${question}) > 0.2)
      order by ts_rank(search, ${anyTerm}) desc, likeness desc
      limit ${MAX_CANDIDATES}
    )
    select id, question, answer, (
      0.65 * (select sum(weight * case when search @@ query then 1
          when length(word) >= ${SPELLING_MIN_LENGTH}
            and extensions.word_similarity(word, question || ' ' || answer) >= ${SPELLING} then ${SPELLING_CREDIT}::real
          else 0 end) / sum(weight) from terms)
      + 0.2 * (select sum(weight * case when title @@ query then 1
          when length(word) >= ${SPELLING_MIN_LENGTH}
            and extensions.word_similarity(word, question) >= ${SPELLING} then ${SPELLING_CREDIT}::real
          else 0 end) / sum(weight) from terms)
      + 0.15 * likeness)::double precision as relevance
    from candidates`.execute(ctx.trx);
  return rows;
}

/**
 * What the business knows that answers a question: FAQs, then its own facts and services, most relevant first.
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
    const hits = faqs.map(
      ({ id, question: asked, answer, relevance }): KnowledgeHit => ({
        answer,
        source: { kind: "faq", id, question: asked },
        relevance: Math.min(1, relevance),
      }),
    );
    return [...hits, ...facts]
      .filter(({ relevance }) => relevance >= RELEVANCE_THRESHOLD)
      .sort((one, two) => two.relevance - one.relevance)
      .slice(0, limit);
  });
}
