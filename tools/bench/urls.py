from django.urls import path

from freelance_ops import urls as product
from tools.bench.floor import Floor

handler400, handler403 = product.handler400, product.handler403
handler404, handler500 = product.handler404, product.handler500

urlpatterns = [path("floor/<int:business>/", Floor.as_view(), name="floor"), *product.urlpatterns]
