import { createBusiness, listBusinesses } from "@/lib/domain/businesses";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import {
  businessesJson,
  businessesQuery,
  businessesView,
  businessJson,
  businessView,
  createBusinessBody,
  toNewBusiness,
} from "@/lib/editions/cloudgreet/businesses";
import { businessExamples } from "@/lib/editions/cloudgreet/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the businesses of the signed-in user",
    example: businessExamples.list,
    access: "user",
    query: businessesQuery,
    response: businessesJson,
    run: (ctx, { query }) => listBusinesses(ctx, query),
    view: businessesView,
  }),
  POST: route({
    summary: "Create a business",
    description:
      "An API key belongs to one business and makes none (403). A person makes at most 10 a day and owns at most 20; 3 before their address is verified.",
    example: businessExamples.create,
    errors: ["quota_exceeded"],
    access: "user",
    body: createBusinessBody,
    response: businessJson,
    status: 201,
    run: (ctx, { body }) => createBusiness(ctx, toNewBusiness(body)),
    view: businessView,
  }),
});
