package ricercar.etudes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All that is known about a song, as JSON. Times are seconds, so that they hold at every sample
 * rate, rounded to the tenth of a millisecond; notes are on, off, pitch, velocity.
 */
final class Annotations {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Annotations() {}

  static JsonNode of(Song song) {
    Plan plan = song.plan();
    ObjectNode root = JSON.objectNode();
    root.put("style", plan.motif().style().name());
    root.put("purity", rounded(plan.motif().purity()));
    plan.motif()
        .loan()
        .ifPresent(
            loan ->
                root.putObject("borrowed")
                    .put("sheet", loan.sheet().name().toLowerCase(Locale.ROOT))
                    .put("from", loan.from().name()));
    ArrayNode tags = root.putArray("tags");
    Tag.of(song).forEach(tag -> tags.add(tag.label()));
    root.putObject("key")
        .put("label", plan.key().label())
        .put("tonic", plan.key().tonic())
        .put("mode", plan.key().mode().name().toLowerCase(Locale.ROOT));
    root.set("tempo", tempo(song));
    root.set("beats", beats(song, 1));
    root.set("downbeats", beats(song, plan.beatsPerBar()));
    root.set("sections", sections(song));
    root.set("chords", chords(song));
    root.set("parts", parts(song));
    root.set("mood", mood(song.facts()));
    root.set("mix", mix(song.mix()));
    return root;
  }

  private static ObjectNode tempo(Song song) {
    Plan plan = song.plan();
    ObjectNode tempo = JSON.objectNode();
    tempo.put("bpm", rounded(plan.bpm()));
    tempo.putArray("aliases").add(rounded(plan.bpm() / 2)).add(rounded(plan.bpm() * 2));
    tempo.put("beatsPerBar", plan.beatsPerBar());
    tempo.put("swing", rounded(plan.swing()));
    ArrayNode drift = tempo.putArray("barBpm");
    double[] beats = song.performance().beats();
    for (int i = 0; i + plan.beatsPerBar() < beats.length; i += plan.beatsPerBar()) {
      drift.add(rounded(60 * plan.beatsPerBar() / (beats[i + plan.beatsPerBar()] - beats[i])));
    }
    return tempo;
  }

  private static ArrayNode beats(Song song, int every) {
    ArrayNode positions = JSON.arrayNode();
    double[] beats = song.performance().beats();
    for (int i = 0; i < beats.length; i += every) {
      if (beats[i] >= 0 && beats[i] < song.plan().seconds()) {
        positions.add(rounded(beats[i]));
      }
    }
    return positions;
  }

  private static ArrayNode sections(Song song) {
    ArrayNode sections = JSON.arrayNode();
    int beats = song.plan().beatsPerBar();
    for (Section section : song.plan().sections()) {
      ObjectNode entry = JSON.objectNode();
      entry.put("name", section.name()).put("repetition", section.repetition());
      if (placed(song, entry, section.bar() * beats, section.end() * beats)) {
        sections.add(entry);
      }
    }
    return sections;
  }

  private static ArrayNode chords(Song song) {
    ArrayNode chords = JSON.arrayNode();
    for (Chord chord : song.score().chords()) {
      ObjectNode entry = JSON.objectNode();
      entry.put("name", chord.name()).put("root", chord.root()).put("bass", chord.bass());
      entry.put("quality", chord.quality().name().toLowerCase(Locale.ROOT));
      if (placed(song, entry, chord.start(), chord.end())) {
        chords.add(entry);
      }
    }
    return chords;
  }

  /** Adds the part of [from, to) beats inside the clip; false when there is none. */
  private static boolean placed(Song song, ObjectNode entry, double from, double to) {
    double on = song.performance().within(song.performance().time(from));
    double off = song.performance().within(song.performance().time(to));
    entry.put("on", rounded(on)).put("off", rounded(off));
    return off > on;
  }

  private static ArrayNode parts(Song song) {
    ArrayNode parts = JSON.arrayNode();
    for (Map.Entry<Role, List<Performance.Sound>> part : song.performance().parts().entrySet()) {
      Instrument instrument = song.plan().motif().instruments().get(part.getKey());
      ObjectNode entry = parts.addObject();
      entry.put("role", part.getKey().name().toLowerCase(Locale.ROOT));
      entry.put("instrument", instrument.name()).put("program", instrument.program());
      entry.put("family", instrument.family().name().toLowerCase(Locale.ROOT));
      entry.put("gain", rounded(song.mix().gains().get(part.getKey())));
      entry.set("active", Activity.of(part.getValue(), song.plan().seconds()));
      ArrayNode notes = entry.putArray("notes");
      for (Performance.Sound sound : part.getValue()) {
        notes
            .addArray()
            .add(rounded(sound.on()))
            .add(rounded(song.performance().within(sound.off())))
            .add(sound.pitch())
            .add(sound.velocity());
      }
    }
    return parts;
  }

  private static ObjectNode mood(Facts facts) {
    return JSON.objectNode()
        .put("arousal", rounded(facts.arousal()))
        .put("valence", rounded(facts.valence()))
        .put("onsetsPerSecond", rounded(facts.density()))
        .put("syncopation", rounded(facts.syncopation()));
  }

  private static ObjectNode mix(Mix mix) {
    ObjectNode node = JSON.objectNode();
    node.put("tilt", rounded(mix.tilt()));
    mix.highPass().ifPresent(hertz -> node.put("highPass", rounded(hertz)));
    mix.lowPass().ifPresent(hertz -> node.put("lowPass", rounded(hertz)));
    mix.reverb().ifPresent(r -> node.put("room", rounded(r.room())).put("wet", rounded(r.wet())));
    node.put("drive", rounded(mix.drive()));
    mix.loss().ifPresent(l -> node.put("bandwidth", rounded(l.hertz())).put("bits", l.bits()));
    mix.noise().ifPresent(ratio -> node.put("noise", rounded(-ratio)));
    return node.put("detune", rounded(mix.detuneCents())).put("level", rounded(mix.level()));
  }

  static double rounded(double value) {
    return StrictMath.rint(value * 10_000) / 10_000;
  }
}
