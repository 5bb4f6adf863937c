package io.soma.memory.domain.write;

import io.soma.memory.domain.tenant.Namespace;
import java.util.function.Function;

/** Deletes the memory at an address; deleting one that is not there is a success. */
public record Forget(Namespace namespace, MemoryAddress address, WriteOptions options)
    implements MemoryWrite {

  public Forget {
    RequiredValue.check(namespace, "namespace");
    RequiredValue.check(address, "address");
    RequiredValue.check(options, "options");
  }

  /** Forgets the memory under a key. */
  public static Forget of(String namespace, String key) {
    return new Forget(Namespace.of(namespace), MemoryAddress.key(key), WriteOptions.NONE);
  }

  /** The same with these options. */
  public Forget withOptions(WriteOptions newOptions) {
    return new Forget(namespace, address, newOptions);
  }

  @Override
  public <T> T fold(
      Function<? super Remember, ? extends T> remember,
      Function<? super Forget, ? extends T> forget,
      Function<? super Link, ? extends T> link) {
    return forget.apply(this);
  }
}
