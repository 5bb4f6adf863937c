/** What the application does with Kafka: its replay loop, and looks at the broker. */
@NullMarked
package io.soma.memory.app.kafka;

import org.jspecify.annotations.NullMarked;
