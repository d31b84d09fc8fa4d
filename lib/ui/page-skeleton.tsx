import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";

/** Stands where a page will be, in its rough shape. */
export function PageSkeleton({ blocks }: { blocks: number[] }) {
  return (
    <Stack gap="lg" aria-busy="true">
      <VisuallyHidden role="status">Loading</VisuallyHidden>
      <Skeleton height={34} width={180} />
      {blocks.map((height) => (
        <Skeleton key={height} height={height} radius="lg" />
      ))}
    </Stack>
  );
}
