package ricercar.plot;

/** Whatever a notebook or a page can show. */
public interface Viewable {
  View view();
}
