package io.soma.memory.gateway.logging;

import java.util.List;
import java.util.SortedSet;

/**
 * A line that the product writes to its log.
 *
 * @param levels one, or those that it may have
 * @param line the message, with three dots for what varies
 * @param fields keys beside the message, in their order in the code
 */
record LogStatement(SortedSet<String> levels, String line, List<String> fields) {}
