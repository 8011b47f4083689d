package dev.sluice.search;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing found. The components' names, in snake case, are those of the answer; what an engine does not
/// tell is an empty text, 0 or null.
public sealed interface SearchResult {

    record Text(String title, String href, String body) implements SearchResult {}

    /// @param date as the engine tells it: an ISO date or words such as `3 hours ago`
    record News(String date, String title, String body, String url, String image, String source)
            implements SearchResult {}

    /// @param image the picture itself
    /// @param url the page that shows it
    record Image(String title, String image, String thumbnail, String url, int height, int width, String source)
            implements SearchResult {}

    /// @param content where the video is played
    /// @param images by size
    /// @param statistics such as `viewCount`
    record Video(
            String content,
            String description,
            String duration,
            String embedHtml,
            String embedUrl,
            Map<String, String> images,
            String provider,
            String published,
            String publisher,
            Map<String, Long> statistics,
            String title,
            String uploader,
            String url,
            String thumbnail)
            implements SearchResult {
        public Video {
            images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
            statistics = Collections.unmodifiableMap(new LinkedHashMap<>(statistics));
        }

        /// What most engines tell of a video.
        public static Video of(
                String title, String url, String description, String duration, String thumbnail, String publisher) {
            return new Video(
                    url,
                    description,
                    duration,
                    "",
                    "",
                    Map.of(),
                    "",
                    "",
                    publisher,
                    Map.of(),
                    title,
                    "",
                    url,
                    thumbnail);
        }

        public Video publishedOn(String date) {
            return new Video(
                    content,
                    description,
                    duration,
                    embedHtml,
                    embedUrl,
                    images,
                    provider,
                    date,
                    publisher,
                    statistics,
                    title,
                    uploader,
                    url,
                    thumbnail);
        }
    }

    record Suggestion(String phrase) implements SearchResult {}

    record Answer(@Nullable String icon, String text, String topic, String url) implements SearchResult {}

    record Spot(
            String title,
            String address,
            String countryCode,
            String url,
            String phone,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            String source,
            String image,
            String desc,
            Map<String, String> hours,
            String category)
            implements SearchResult {
        public Spot {
            hours = Collections.unmodifiableMap(new LinkedHashMap<>(hours));
        }
    }

    record Translation(String detectedLanguage, String translated, String original) implements SearchResult {}

    record Weather(String location, Conditions current, List<Day> dailyForecast, List<Hour> hourlyForecast)
            implements SearchResult {
        public Weather {
            dailyForecast = List.copyOf(dailyForecast);
            hourlyForecast = List.copyOf(hourlyForecast);
        }
    }

    /// @param condition a word such as `PartlyCloudy`
    record Conditions(
            @Nullable String condition,
            @Nullable BigDecimal temperatureC,
            @Nullable BigDecimal feelsLikeC,
            @Nullable BigDecimal humidity,
            @Nullable BigDecimal windSpeedMs,
            @Nullable BigDecimal windDirection,
            @Nullable BigDecimal visibilityM) {}

    /// @param date such as `2026-01-31`
    /// @param sunrise such as `07:05`, UTC
    record Day(
            String date,
            @Nullable String condition,
            @Nullable BigDecimal maxTempC,
            @Nullable BigDecimal minTempC,
            String sunrise,
            String sunset) {}

    /// @param time such as `13:00`, UTC
    record Hour(
            String time,
            @Nullable String condition,
            @Nullable BigDecimal temperatureC,
            @Nullable BigDecimal feelsLikeC,
            @Nullable BigDecimal humidity,
            @Nullable BigDecimal windSpeedMs,
            @Nullable BigDecimal windDirection,
            @Nullable BigDecimal visibilityM) {}
}
