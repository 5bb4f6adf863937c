package io.soma.memory.simulation.world;

import io.soma.memory.domain.write.Forget;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.domain.write.NamedKey;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.domain.write.WriteOptions;
import java.util.Map;
import java.util.TreeMap;

/** Makes of a planned write what a caller hands to the product. */
final class WriteMessages {

  /** Nobody writes to it, so that links to it have their source's order. */
  private static final String LINK_TARGET = "linked";

  private WriteMessages() {}

  static MemoryWrite of(PlannedWrite write) {
    String namespace = namespace(write);
    String address = WriteNames.address(write.address());
    return switch (write.kind()) {
      case REMEMBER -> remember(write);
      case FORGET -> Forget.of(namespace, address).withOptions(options(write));
      case LINK ->
          Link.of(namespace, address, LINK_TARGET)
              .as("related", 1, content(write))
              .withOptions(options(write));
    };
  }

  static Remember remember(PlannedWrite write) {
    return Remember.of(namespace(write), WriteNames.address(write.address()), content(write))
        .withOptions(options(write));
  }

  private static String namespace(PlannedWrite write) {
    return "simulation:" + WriteNames.tenant(write.tenant());
  }

  private static Map<String, String> content(PlannedWrite write) {
    Map<String, String> content = new TreeMap<>();
    content.put("address", WriteNames.address(write.address()));
    content.put("write", write.id());
    return content;
  }

  private static WriteOptions options(PlannedWrite write) {
    // A deletion has no content that could name it.
    String requestId =
        write.kind() == PlannedWrite.WriteKind.FORGET
            ? WriteNames.deletion(write.id(), write.address())
            : write.requestId();
    WriteOptions options = WriteOptions.NONE.withRequestId(new RequestId(requestId));
    if (write.namedKey() != null) {
      NamedKey key = new NamedKey(write.namedKey());
      options = new WriteOptions(options.requestId(), key, null, null, null);
    }
    return write.isFastAck() ? options.withMode(WriteMode.FAST_ACK) : options;
  }
}
