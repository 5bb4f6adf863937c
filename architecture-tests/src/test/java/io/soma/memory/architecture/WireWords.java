package io.soma.memory.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.regex.Pattern;

/** Finds fields, headers and routes of the memory service among the constants of a class. */
final class WireWords {

  private static final Pattern WORD =
      Pattern.compile(
          "\\b(from_coord|to_coord|link_type|memory_type|top_k|max_length|k_hop)\\b"
              + "|\\bX-(Soma|Request|Idempotency)-|\\bBearer |\\bRetry-After\\b"
              + "|^/(memories|graph|health|healthz|readyz)\\b");

  static final DescribedPredicate<JavaClass> NAME_ONE =
      DescribedPredicate.describe(
          "name a field, a header or a route of the memory service",
          type -> type.getSource().map(source -> namesOne(source.getUri())).orElse(false));

  private static final int UTF_8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int METHOD_HANDLE = 15;

  private WireWords() {}

  private static boolean namesOne(URI classFile) {
    try (InputStream in = classFile.toURL().openStream();
        DataInputStream data = new DataInputStream(in)) {
      return namesOne(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // The pool of constants is section 4.4 of the specification of the JVM.
  private static boolean namesOne(DataInputStream data) throws IOException {
    data.skipNBytes(8);
    int count = data.readUnsignedShort();
    for (int index = 1; index < count; index++) {
      int tag = data.readUnsignedByte();
      if (tag == UTF_8) {
        if (WORD.matcher(data.readUTF()).find()) {
          return true;
        }
      } else {
        data.skipNBytes(size(tag));
      }
      if (tag == LONG || tag == DOUBLE) {
        index++;
      }
    }
    return false;
  }

  private static int size(int tag) {
    return switch (tag) {
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case LONG, DOUBLE -> 8;
      case METHOD_HANDLE -> 3;
      case 7, 8, 16, 19, 20 -> 2;
      default -> throw new IllegalArgumentException("unknown kind of constant: " + tag);
    };
  }
}
