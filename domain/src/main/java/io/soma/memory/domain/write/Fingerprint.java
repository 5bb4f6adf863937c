package io.soma.memory.domain.write;

import java.util.HexFormat;

/**
 * A hash of a write's effect, 32 bytes long: two writes are the same write only if their
 * fingerprints are equal.
 *
 * <p>It is SHA-256 over the operation, the addresses, the memory type or the link's type, strength
 * and metadata, and the payload as the caller gave it, before its enrichment.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Fingerprint(String hex) {

  private static final int HEX_LENGTH = 64;

  public Fingerprint {
    if (hex.length() != HEX_LENGTH) {
      throw new IllegalArgumentException("a fingerprint has " + HEX_LENGTH + " digits: " + hex);
    }
  }

  /** The fingerprint with these 32 bytes. */
  public static Fingerprint ofBytes(byte[] bytes) {
    return new Fingerprint(HexFormat.of().formatHex(bytes));
  }

  /** Of a write that stores, at the coordinate that its address lies at. */
  public static Fingerprint of(Remember write, Coordinate at) {
    HashedParts parts = begun(WriteOperation.STORE);
    addAddress(parts, write.address(), at);
    parts.add(write.memoryType().wireName()).add(write.payload().json());
    return ofBytes(parts.hash());
  }

  /** Of a write that deletes, at the coordinate that its address lies at. */
  public static Fingerprint of(Forget write, Coordinate at) {
    HashedParts parts = begun(WriteOperation.DELETE);
    addAddress(parts, write.address(), at);
    return ofBytes(parts.hash());
  }

  /** Of a write that links, between the coordinates that its addresses lie at. */
  public static Fingerprint of(Link write, Coordinate from, Coordinate to) {
    HashedParts parts = begun(WriteOperation.LINK);
    addAddress(parts, write.from(), from);
    addAddress(parts, write.to(), to);
    parts.add(write.type()).add(Double.toString(write.strength())).add(write.metadata().json());
    return ofBytes(parts.hash());
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  private static HashedParts begun(WriteOperation operation) {
    return new HashedParts().add(operation.topic());
  }

  // A write that names a key is enriched, and one that names its coordinate alone is not.
  private static void addAddress(HashedParts parts, MemoryAddress address, Coordinate at) {
    parts.add(address.key() == null ? "" : address.key()).add(at.text());
  }

  @Override
  public String toString() {
    return hex;
  }
}
