package ricercar.notebook;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import ricercar.plot.Viewable;

/**
 * Called by the kernel when it starts, by its service file: outputs go below the cells, and a
 * chart, a table or a map as the last expression of a cell shows itself.
 */
public final class KernelExtension implements Extension {
  @Override
  public void install(BaseKernel kernel) {
    Session.showOn(new KernelDisplay(kernel));
    kernel
        .getRenderer()
        .createRegistration(Viewable.class)
        .supporting(MIMEType.TEXT_PLAIN, MIMEType.IMAGE_PNG)
        .preferring(MIMEType.TEXT_HTML)
        .register(
            (viewable, context) ->
                KernelDisplay.fill(context.getOutputContainer(), viewable.view()));
  }
}
