package ricercar.notebook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import ricercar.files.AtomicFiles;
import ricercar.track.GitState;
import ricercar.track.Machine;
import ricercar.track.Provenance;

/**
 * What remains of an executed notebook: what was checked, the hashes of its tables, and where it
 * ran. A full run is worth committing and goes to {@code results/}; a quick one to {@code runs/}.
 */
record SessionRecord(Session session, boolean quick) {
  Path file() {
    String folder = quick ? "runs/notebooks" : "results/notebooks";
    return Provenance.home().resolve(folder).resolve(session.id + ".json");
  }

  Path write(List<String> complaints) {
    AtomicFiles.write(file(), json(complaints).toPrettyString() + "\n");
    return file();
  }

  ObjectNode json(List<String> complaints) {
    Machine machine = Machine.here();
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("notebook", session.id).put("quick", quick).put("passed", complaints.isEmpty());
    complaints.forEach(json.putArray("complaints")::add);
    ObjectNode checks = json.putObject("checks");
    session.checks().forEach(checks::put);
    ObjectNode tables = json.putObject("tables");
    session.tables().forEach(tables::put);
    json.put("began", session.began.toString()).put("wallSeconds", session.seconds());
    json.put("ricercar", Provenance.version());
    json.put("commit", GitState.of(Provenance.home()).toString());
    json.put("java", machine.java()).put("os", machine.os()).put("cpu", machine.cpu());
    return json.put("cores", machine.cores());
  }
}
