/** Migrations, and what a database must have before it can hold an outbox. */
@NullMarked
package io.soma.memory.postgres.schema;

import org.jspecify.annotations.NullMarked;
