package io.soma.memory.http;

import okhttp3.Headers;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.HeaderMap;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.Streaming;
import retrofit2.http.Tag;

/**
 * The memory service's routes for reads.
 *
 * <p>Answers are {@code @Streaming}, as Retrofit would read them without a bound.
 */
interface ReadRoutes {

  @Streaming
  @GET("memories/{coord}")
  Call<ResponseBody> fetch(
      @HeaderMap Headers headers,
      @Path(value = "coord", encoded = true) String coordinate,
      @Tag BodyLimit limit);

  @Streaming
  @POST("memories/search")
  Call<ResponseBody> search(
      @HeaderMap Headers headers, @Body RequestBody body, @Tag BodyLimit limit);

  @Streaming
  @GET("graph/neighbors")
  Call<ResponseBody> neighbors(
      @HeaderMap Headers headers,
      @Query("coord") String coordinate,
      @Query("limit") int limit,
      @Query("offset") int offset,
      @Query("link_type") @Nullable String linkType,
      @Tag BodyLimit limitOfBody);

  @Streaming
  @GET("graph/path")
  Call<ResponseBody> path(
      @HeaderMap Headers headers,
      @Query("from_coord") String from,
      @Query("to_coord") String to,
      @Query("max_length") int maxLength,
      @Query("link_type") @Nullable String linkType,
      @Tag BodyLimit limit);

  @Streaming
  @GET("{route}")
  Call<ResponseBody> health(
      @HeaderMap Headers headers,
      @Path(value = "route", encoded = true) String route,
      @Tag BodyLimit limit);
}
