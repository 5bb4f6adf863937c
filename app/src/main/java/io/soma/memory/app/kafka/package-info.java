/** The application's use of Kafka: its replay loop, and checks of the broker. */
@NullMarked
package io.soma.memory.app.kafka;

import org.jspecify.annotations.NullMarked;
