package io.soma.memory.domain.write;

import io.soma.memory.domain.tenant.Namespace;
import java.util.Map;
import java.util.function.Function;

/**
 * Links two memories; an older link between the same two is replaced.
 *
 * @param type not blank, without U+0000 and lone surrogates, {@code related} by default
 * @param strength finite, 1.0 by default
 */
public record Link(
    Namespace namespace,
    MemoryAddress from,
    MemoryAddress to,
    String type,
    double strength,
    Payload metadata,
    WriteOptions options)
    implements MemoryWrite {

  public Link {
    RequiredValue.check(namespace, "namespace");
    RequiredValue.check(from, "from");
    RequiredValue.check(to, "to");
    RequiredValue.check(type, "link type");
    RequiredValue.check(metadata, "metadata");
    RequiredValue.check(options, "options");
    if (type.isBlank()) {
      throw new InvalidWriteException("link type", "is blank");
    }
    UnicodeText.check(type, "link type");
    if (!Double.isFinite(strength)) {
      throw new InvalidWriteException("link strength", strength + " is not a finite number");
    }
  }

  /** Links two keys as {@code related} with strength 1.0. */
  public static Link of(String namespace, String fromKey, String toKey) {
    return new Link(
        Namespace.of(namespace),
        MemoryAddress.key(fromKey),
        MemoryAddress.key(toKey),
        "related",
        1.0,
        Payload.of(Map.of()),
        WriteOptions.NONE);
  }

  /** The same with another type, strength and metadata. */
  public Link as(String newType, double newStrength, Map<String, ?> newMetadata) {
    return new Link(
        namespace, from, to, newType, newStrength, Payload.of(newMetadata, "metadata"), options);
  }

  /** The same with these options. */
  public Link withOptions(WriteOptions newOptions) {
    return new Link(namespace, from, to, type, strength, metadata, newOptions);
  }

  @Override
  public <T> T fold(
      Function<? super Remember, ? extends T> remember,
      Function<? super Forget, ? extends T> forget,
      Function<? super Link, ? extends T> link) {
    return link.apply(this);
  }
}
