package io.soma.memory.domain.read;

import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.UnicodeText;
import org.jspecify.annotations.Nullable;

/** Which types of links a read may ask for. */
final class LinkTypeFilter {

  private LinkTypeFilter() {}

  // It travels in a URL, and a longer one than any link has could make that too long.
  static void check(@Nullable String linkType) {
    if (linkType == null) {
      return;
    }
    if (linkType.codePointCount(0, linkType.length()) > Link.MAX_TYPE_LENGTH) {
      throw new InvalidWriteException(
          "link_type", "at most " + Link.MAX_TYPE_LENGTH + " characters are allowed");
    }
    UnicodeText.check(linkType, "link_type");
  }
}
