package ricercar.train;

import ricercar.augment.ViewCutter;
import ricercar.codec.TokenCache;
import ricercar.random.Stream;
import ricercar.tensor.Tensor;

/**
 * The tokens of views that are cut, frame by frame, from what a cache holds of their clips. Which
 * stretch of which version a view is, is a function of (seed, step, clip, the clip's place in the
 * batch, number).
 */
public final class CachedTokens implements TokenSource {
  private final TokenCache cache;
  private final int viewsPerClip;
  private final int frames;
  private final ViewCutter cutter;
  private final long seed;

  /**
   * @param viewsPerClip M; a batch's rows hold the views of a clip side by side
   * @param frames of a view
   */
  public CachedTokens(
      TokenCache cache, int viewsPerClip, int frames, ViewCutter cutter, long seed) {
    this.cache = cache;
    this.viewsPerClip = viewsPerClip;
    this.frames = frames;
    this.cutter = cutter;
    this.seed = seed;
  }

  @Override
  public Tokens of(Batch batch) {
    int views = batch.views();
    float[] latents = new float[views * frames * cache.width()];
    long[] codes = new long[views * frames * cache.codebooks()];
    for (int view = 0; view < views; view++) {
      int clip = batch.clip()[view];
      int number = view % viewsPerClip;
      Stream ofClip = Stream.of(seed, "views", batch.step(), clip, view / viewsPerClip);
      long[] offsets =
          cutter.offsets(cache.frames(clip), frames, viewsPerClip, ofClip.child("cut"));
      int version = ofClip.child("version", number).nextInt(cache.variants().count());
      int first = view * frames;
      cache.latents(clip, version, offsets[number], frames, latents, first * cache.width());
      cache.codes(clip, version, offsets[number], frames, codes, first * cache.codebooks());
    }
    return new Tokens(Tensor.of(latents, views, frames, cache.width()), codes);
  }
}
