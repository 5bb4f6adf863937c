/** Migrations, and the requirements for a database that holds an outbox. */
@NullMarked
package io.soma.memory.postgres.schema;

import org.jspecify.annotations.NullMarked;
