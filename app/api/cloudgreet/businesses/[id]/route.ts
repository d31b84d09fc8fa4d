import { getBusiness, updateBusiness } from "@/lib/domain/businesses";
import { inBusiness } from "@/lib/domain/context";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import {
  businessJson,
  businessParams,
  businessView,
  toBusinessPatch,
  updateBusinessBody,
} from "@/lib/editions/cloudgreet/businesses";
import { businessExamples } from "@/lib/editions/cloudgreet/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get a business",
    example: businessExamples.one,
    subject: "business",
    access: "user",
    params: businessParams,
    response: businessJson,
    run: async (ctx, { params }) => getBusiness(await inBusiness(ctx, params.id)),
    view: businessView,
  }),
  PUT: route({
    summary: "Update a business",
    description: "What is absent stays. A day set to null is closed.",
    example: businessExamples.update,
    subject: "business",
    access: "user",
    params: businessParams,
    body: updateBusinessBody,
    response: businessJson,
    run: async (ctx, { params, body }) => {
      const scoped = await inBusiness(ctx, params.id);
      return updateBusiness(scoped, toBusinessPatch(await getBusiness(scoped), body));
    },
    view: businessView,
  }),
});
