package io.soma.memory.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A JSON body that OkHttp must not send a second time, also after a failure. */
final class OneShotJson extends RequestBody {

  private static final MediaType JSON = MediaType.get("application/json");

  /**
   * The other end has the whole body once it has the last part, so the last part must not come
   * late.
   */
  private static final int PART = 8192;

  private final byte[] utf8;
  private final @Nullable SendingTime time;

  OneShotJson(String json) {
    this(json, null);
  }

  /** A body that is sent within a time, or not to its end. */
  OneShotJson(String json, @Nullable SendingTime time) {
    this.utf8 = json.getBytes(StandardCharsets.UTF_8);
    this.time = time;
  }

  @Override
  public MediaType contentType() {
    return JSON;
  }

  @Override
  public long contentLength() {
    return utf8.length;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    for (int from = 0; from < utf8.length; from += PART) {
      if (time != null) {
        time.check();
      }
      sink.write(utf8, from, Math.min(PART, utf8.length - from));
    }
  }
}
