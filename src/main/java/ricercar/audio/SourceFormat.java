package ricercar.audio;

/** What a sound file held before it became mono: for instance {@code ogg, vorbis, 44100, 2}. */
public record SourceFormat(String container, String codec, int sampleRate, int channels) {}
