/** PostgreSQL's `bytea`, as a Buffer: what every encrypted value and keyed hash is stored in. */
import { customType } from 'drizzle-orm/pg-core';

export const bytes = customType<{ data: Buffer; driverData: Buffer }>({
  dataType: () => 'bytea',
});
