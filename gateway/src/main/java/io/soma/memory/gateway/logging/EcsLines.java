package io.soma.memory.gateway.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import co.elastic.logging.EcsJsonSerializer;
import co.elastic.logging.logback.EcsEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Lines in the Elastic Common Schema, with what a line is about (tenant, event, request and so on)
 * as {@code labels}, which the schema has for fields of one's own. The library's encoder alone
 * leaves them out.
 */
public final class EcsLines extends EcsEncoder {

  @Override
  protected void addCustomFields(ILoggingEvent event, StringBuilder line) {
    @Nullable List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      Map<String, String> labels = new LinkedHashMap<>();
      pairs.forEach(pair -> labels.put("labels." + pair.key, String.valueOf(pair.value)));
      EcsJsonSerializer.serializeMDC(line, labels);
    }
  }
}
