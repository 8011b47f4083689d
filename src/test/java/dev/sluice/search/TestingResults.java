package dev.sluice.search;

/// What the recordings of all engines tell of, each in its own words: a gate, a canal, a picture and a video.
public final class TestingResults {
    public static final SearchResult CANALS =
            new SearchResult.Text("Canals", "https://canal.example/history", "From locks to lifts.");
    public static final SearchResult GATE = gate("https://water.example/gate", "A sluice lets water through.");

    private TestingResults() {}

    public static SearchResult gate(String address, String body) {
        return new SearchResult.Text("How a sluice works", address, body);
    }

    public static SearchResult gateRaised(String date, String image, String source) {
        return new SearchResult.News(
                date, "Gate raised", "It was raised.", "https://times.example/gate", image, source);
    }

    public static SearchResult gatePictured(String thumbnail, String page, String source) {
        return new SearchResult.Image("A gate", "https://img.example/big.jpg", thumbnail, page, 1200, 1600, source);
    }

    public static SearchResult gatePictured(String thumbnail) {
        return gatePictured(thumbnail, "https://water.example/pictures", "water.example");
    }

    public static SearchResult.Video insideGate(
            String description, String duration, String thumbnail, String publisher) {
        return SearchResult.Video.of(
                "Inside a gate", "https://video.example/watch?v=1", description, duration, thumbnail, publisher);
    }
}
