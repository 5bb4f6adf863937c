package io.soma.memory.gateway.json;

import com.fasterxml.jackson.core.JsonStreamContext;
import io.soma.memory.domain.Quoted;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in a body, in the words of the domain: {@code payload.notes[3].text}. */
final class JsonPlace {

  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private JsonPlace() {}

  static String of(@Nullable JsonStreamContext context) {
    if (context == null || context.inRoot()) {
      return "body";
    }
    JsonStreamContext parent = context.getParent();
    String before = parent == null || parent.inRoot() ? "" : of(parent);
    if (context.inArray()) {
      return before + "[" + context.getCurrentIndex() + "]";
    }
    String key = String.valueOf(context.getCurrentName());
    if (!PLAIN_KEY.matcher(key).matches()) {
      return before + "[" + Quoted.of(key) + "]";
    }
    return before.isEmpty() ? key : before + "." + key;
  }
}
