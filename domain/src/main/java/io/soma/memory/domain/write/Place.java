package io.soma.memory.domain.write;

import io.soma.memory.domain.Quoted;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON tree, such as {@code payload.notes[3].text}. Its text is built only for an
 * error: long keys around many fields would make that expensive.
 *
 * @param step the name of the root, the key of a field, or the index of an item
 */
record Place(@Nullable Place parent, Object step) {

  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  static Place root(String name) {
    return new Place(null, name);
  }

  Place field(String key) {
    return new Place(this, key);
  }

  Place item(int index) {
    return new Place(this, index);
  }

  InvalidWriteException refuse(String problem) {
    return new InvalidWriteException(toString(), problem);
  }

  @Override
  public String toString() {
    if (parent == null) {
      return step.toString();
    }
    if (step instanceof String key) {
      return parent + (PLAIN_KEY.matcher(key).matches() ? "." + key : "[" + Quoted.of(key) + "]");
    }
    return parent + "[" + step + "]";
  }
}
