package io.soma.memory.domain.write;

import io.soma.memory.domain.tenant.Namespace;
import java.util.Map;
import java.util.function.Function;

/** Stores a payload; an older memory at the same address is replaced. */
public record Remember(
    Namespace namespace,
    MemoryAddress address,
    Payload payload,
    MemoryType memoryType,
    WriteOptions options)
    implements MemoryWrite {

  public Remember {
    RequiredValue.check(namespace, "namespace");
    RequiredValue.check(address, "address");
    RequiredValue.check(payload, "payload");
    RequiredValue.check(memoryType, "memory type");
    RequiredValue.check(options, "options");
  }

  /** An episodic memory under a key. */
  public static Remember of(String namespace, String key, Map<String, ?> payload) {
    return new Remember(
        Namespace.of(namespace),
        MemoryAddress.key(key),
        Payload.of(payload),
        MemoryType.EPISODIC,
        WriteOptions.NONE);
  }

  /** The same as another type of memory. */
  public Remember withType(MemoryType type) {
    return new Remember(namespace, address, payload, type, options);
  }

  /** The same with these options. */
  public Remember withOptions(WriteOptions newOptions) {
    return new Remember(namespace, address, payload, memoryType, newOptions);
  }

  /** The same under the caller's request id. */
  public Remember withRequestId(RequestId id) {
    return withOptions(options.withRequestId(id));
  }

  @Override
  public <T> T fold(
      Function<? super Remember, ? extends T> remember,
      Function<? super Forget, ? extends T> forget,
      Function<? super Link, ? extends T> link) {
    return remember.apply(this);
  }
}
