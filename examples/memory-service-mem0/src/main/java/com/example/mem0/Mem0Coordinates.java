package com.example.mem0;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.ports.driven.CoordinateScheme;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * mem0 gives memories ids of its own, so an address is a scope: {@code user_id} is the tenant and
 * {@code run_id} the hash of the key.
 */
final class Mem0Coordinates implements CoordinateScheme {

  private static final int HASH_BYTES = 16;

  @Override
  public Coordinate coordinateOf(TenantId tenant, MemoryAddress address) {
    Coordinate named = address.coordinate();
    if (named == null) {
      return new Coordinate(hash(tenant.value() + "\n" + address.requireKey()));
    }
    if (!named.text().matches("[A-Za-z0-9._-]{1,128}")) {
      throw new InvalidWriteException("coordinate", "1 to 128 of A-Z a-z 0-9 . _ - are allowed");
    }
    return named;
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
