import { mutationFor, queryFor } from "@/lib/http/query";
import { sampleOperations } from "@/lib/sample/operations";

export const sampleQuery = queryFor(sampleOperations.getSample, {});
export const addSampleMutation = mutationFor(sampleOperations.addSample);
export const deleteSampleMutation = mutationFor(sampleOperations.deleteSample);
