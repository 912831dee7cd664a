/**
 * Sound in: files to mono waveforms with an account of every damage, resampling, and spectra.
 *
 * <p>Here find the frames, pages and packets of a file and check them; the libraries behind
 * (JLayer, JOrbis, jFLAC, Concentus) only turn whole ones into samples, because left alone they
 * make silence of damage, or stop, without a word.
 */
package ricercar.audio;
