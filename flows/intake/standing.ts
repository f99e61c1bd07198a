/** Says where a case stands. */
export const standing = {
  type: 'say' as const,
  params: ({ event }: { event: { type: string; status?: string; place?: number } }) => ({
    key: `status:${event.status ?? 'missing'}`,
    values: { place: String(event.place ?? 0) },
  }),
};
